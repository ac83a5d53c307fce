package search

import (
	"context"
	"encoding/json"
)

// lookup is a question to one of the indexes; with ranges of amounts, the place
// must state an amount of each. Without an index, it asks for amounts alone.
type lookup struct {
	index, match string
	within       []amounts
}

// The indexes. Each answers with the ids that match.
const (
	exactNames = `SELECT place FROM place_name WHERE name = ? AND place BETWEEN ? AND ?`
	inNames    = `SELECT rowid AS place FROM search_name WHERE search_name MATCH ? AND rowid BETWEEN ? AND ?`
	inTexts    = `SELECT rowid AS place FROM search_text WHERE search_text MATCH ? AND rowid BETWEEN ? AND ?`
	// The amounts of all reports by value; the limit bounds the work, and beyond it
	// not all places are known. The amounts of one report by place.
	inAmounts       = `SELECT place FROM (SELECT place FROM place_amount WHERE fen BETWEEN ? AND ? LIMIT 20000)`
	inAmountsOfPart = `SELECT place FROM place_amount WHERE +fen BETWEEN ? AND ?`
)

// matches returns the first ids in a range that answer a lookup.
func (r *reader) matches(look lookup, within idRange, limit int) (ids []int64, err error) {
	if r.left--; r.left < 0 {
		return nil, nil
	}
	query, args := look.index, []any{look.match, within.first, within.last}
	amounts := look.within
	if query == "" {
		query = inAmounts + ` WHERE place BETWEEN ? AND ? GROUP BY place`
		if r.in != 0 {
			query = inAmountsOfPart + ` AND place BETWEEN ? AND ? GROUP BY place`
		}
		args = []any{amounts[0].from, amounts[0].to, within.first, within.last}
		amounts = amounts[1:]
	}
	if len(amounts) > 0 { // as a column of a table around it has a name in all of them
		query = `SELECT place FROM (` + query + `) found WHERE true`
	}
	for _, a := range amounts {
		if r.in != 0 { // place by place, of which a report has few
			query += ` AND EXISTS (SELECT 1 FROM place_amount a WHERE a.place = found.place AND a.fen BETWEEN ? AND ?)`
		} else {
			query += ` AND place IN (` + inAmounts + `)`
		}
		args = append(args, a.from, a.to)
	}
	var list []byte // one row is read quicker than many
	err = r.each(`SELECT json_group_array(place) FROM (`+query+` ORDER BY place LIMIT ?)`,
		append(args, limit), into{&list}, func() {})
	if err != nil {
		return nil, err
	}
	return ids, json.Unmarshal(list, &ids)
}

// first returns the first ids of all that is asked for that answer a lookup.
func (r *reader) first(look lookup, limit int) (ids []int64, err error) {
	for _, within := range r.ranges {
		if missing := limit - len(ids); missing > 0 {
			more, err := r.matches(look, within, missing)
			if err != nil {
				return nil, err
			}
			ids = append(ids, more...)
		}
	}
	return ids, nil
}

// reader reads from the index.
type reader struct {
	ctx    context.Context
	db     DB
	left   int               // questions that may still be asked
	in     int64             // the report that is asked for, 0 for all
	year   int               // the year that is asked for, 0 for all
	ranges []idRange         // of the places that are asked for, in order
	about  map[string]string // what words are known to name, see word.about
}

// into lists where the columns of a row go.
type into []any

// each runs a query and calls row after every row has gone into its places.
func (r *reader) each(query string, args []any, places into, row func()) error {
	rows, err := r.db.QueryContext(r.ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(places...); err != nil {
			return err
		}
		row()
	}
	return rows.Err()
}
