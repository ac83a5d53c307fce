package store

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/shopspring/decimal"
)

// difference says where two values first differ, "" for nowhere: Tables[6].Rows[2].
// An empty list is none, and amounts are equal when their digits are.
func difference(a, b any) string {
	at, _ := firstDifference(reflect.ValueOf(a), reflect.ValueOf(b))
	return strings.TrimPrefix(at, ".")
}

func firstDifference(a, b reflect.Value) (at string, differ bool) {
	if x, ok := a.Interface().(decimal.NullDecimal); ok {
		y := b.Interface().(decimal.NullDecimal)
		return "", x.Valid != y.Valid || !x.Decimal.Equal(y.Decimal) || x.Decimal.Exponent() != y.Decimal.Exponent()
	}
	switch a.Kind() {
	case reflect.Pointer:
		if a.IsNil() || b.IsNil() {
			return "", a.IsNil() != b.IsNil()
		}
		return firstDifference(a.Elem(), b.Elem())
	case reflect.Struct:
		for i := range a.NumField() {
			if at, differ := firstDifference(a.Field(i), b.Field(i)); differ {
				return "." + a.Type().Field(i).Name + at, true
			}
		}
	case reflect.Slice:
		if a.Len() != b.Len() {
			return "", true
		}
		for i := range a.Len() {
			if at, differ := firstDifference(a.Index(i), b.Index(i)); differ {
				return fmt.Sprintf("[%d]%s", i, at), true
			}
		}
	default:
		return "", !a.Equal(b)
	}
	return "", false
}
