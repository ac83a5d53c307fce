package store

import (
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"sync"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// packing is a way to make what is stored smaller: deflated, with a dictionary of
// what most texts of the kind hold. Its writers and readers are used again, because
// to make one costs more than to pack most texts.
type packing struct {
	dictionary       []byte
	writers, readers sync.Pool
}

func newPacking(dictionary []byte) *packing {
	p := &packing{dictionary: dictionary}
	p.writers.New = func() any {
		w, err := flate.NewWriterDict(nil, flate.DefaultCompression, dictionary)
		if err != nil {
			panic(err) // only an unknown level is an error
		}
		return w
	}
	p.readers.New = func() any { return flate.NewReaderDict(nil, dictionary) }
	return p
}

var (
	documentPacking = newPacking(nil)

	// A finding is short, and most of it are names of fields and words of the usual
	// tables, which the dictionary has. Whoever changes it makes files that other
	// programs cannot read: see SchemaVersion.
	checkPacking = newPacking([]byte(usualWords +
		asJSON(finding.Binding{Figure: usualFigure, Repeats: finding.Repeated{Ref: usualFigure.Ref, Place: usualFigure.Place},
			Relations: []finding.Bound{{Key: "form.", Outcome: finding.Agrees, Part: true}}}) +
		asJSON(finding.Finding{
			Key: "form.", Family: finding.Within, Says: finding.Statement{Pattern: finding.SumOfRow, Left: []finding.Term{{Place: usualFigure.Place}}},
			Formula: "340.70 + 2,139.00 = 2,479.70", Operands: []finding.Operand{usualFigure, usualFigure}, Stated: usualFigure,
			Computed: "2479.70", Difference: "0.00", Unit: "万元", Outcome: finding.Agrees, Reason: finding.Reason{Claim: finding.Sum},
			File: "tables.toml", Line: 10,
		})))
	usualFigure = finding.Operand{
		Sign: "+", Ref: report.TableRef(7).Cell(6, 4), Text: "2,139.00", Value: "2139.00", Unit: "万元", InFormula: finding.Stretch{Start: 9, End: 17},
		Place: finding.Place{What: finding.Cell, Table: "表 7", Name: "合计", Keys: "2010301", Own: true, Number: 1, Column: []string{"一般公共预算拨款", "小计"}},
	}
)

const usualWords = `收支总表收入总表支出总表收入总计支出总计本年收入合计本年支出合计政府性基金预算国有资本经营预算财政专户管理资金事业收入上年结转` +
	`年预算数科目编码科目名称预算单位社会保障和就业支出行政事业单位养老支出卫生健康支出住房保障支出住房公积金行政运行政府办公厅（室）及相关机构事务` +
	`工资福利支出商品和服务支出对个人和家庭的补助“三公”经费公务用车购置及运行维护费公务接待费因公出国（境）费政府采购项目支出` +
	`预算金额（万元）","总额财政拨款其他资金年度绩效指标产出指标数量指标质量指标时效指标成本指标效益指标满意度指标` +
	`"Part":"projects","Number":1,"Anchor":"f7","What":"field","Project":"","Name":"本年预算金额（万元）项目总金额（万元）其中：财政拨款资金（万元）` +
	`"Part":"sections","Number":3,"Anchor":"p8"},"Place":{"What":"paragraph","Name":"第三部分","Number":8},"Text":" 万元","Paragraph":0,"Start":81,"End":84,` +
	`"Outcome":"agree","Reason":{"Claim":"same"},"Family":"prose","across","forms","targets","Remark":"","Basis":"","File":"forms/shenzhen-department-budget.toml",` +
	`{"Pattern":"restated","基本支出政府预算拨款履职类项目拨款一般公共预算拨款项目支出`

// deflate packs what is stored. Nothing stays nothing.
func (p *packing) deflate(content []byte) []byte {
	if content == nil {
		return nil
	}
	var packed bytes.Buffer
	w := p.writers.Get().(*flate.Writer)
	defer p.writers.Put(w)
	w.Reset(&packed)
	w.Write(content) // to memory: neither can fail
	w.Close()
	return packed.Bytes()
}

func (p *packing) inflate(packed []byte) ([]byte, error) {
	if packed == nil {
		return nil, nil
	}
	r := p.readers.Get().(io.ReadCloser)
	defer p.readers.Put(r)
	if err := r.(flate.Resetter).Reset(bytes.NewReader(packed), p.dictionary); err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// inflatePart unpacks the documents of a part.
func inflatePart(p *report.WrittenPart) error {
	content, wrong := documentPacking.inflate(p.Content)
	editorial, also := documentPacking.inflate(p.Editorial)
	p.Content, p.Editorial = content, editorial
	return errors.Join(wrong, also)
}
