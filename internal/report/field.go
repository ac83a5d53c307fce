package report

// A form may print fields in groups, and groups beside one another: 其他资金 stands
// under 项目资金总额 on the left and under 年度资金申请总额 on the right. The fields are
// counted in the order of the lines, and know what they stand under.

// Path is the name of field k (from 1) after the names of those that it stands under,
// the highest first.
func (f *Form) Path(k int) []string {
	var path []string
	for ; k > 0; k = f.Fields[k-1].Under {
		path = append([]string{f.Fields[k-1].Name}, path...)
	}
	return path
}

// FieldUnit is the unit of money of field k (from 1): that in brackets in its name, else
// in the name of the nearest field that it stands under; "" where it states no amount.
func (f *Form) FieldUnit(k int) MoneyUnit {
	if !f.Fields[k-1].Amount {
		return ""
	}
	for ; k > 0; k = f.Fields[k-1].Under {
		if unit := UnitIn(f.Fields[k-1].Name); unit != "" {
			return unit
		}
	}
	return ""
}

// FieldsUnder are the numbers of the fields that stand right under field k, in their
// order; those under none for 0.
func (f *Form) FieldsUnder(k int) (fields []int) {
	for i := range f.Fields {
		if f.Fields[i].Under == k {
			fields = append(fields, i+1)
		}
	}
	return fields
}

// under are the numbers of the fields that each field stands under, nothing where none
// does.
func (f *Form) under() list {
	var all list
	any := false
	for _, field := range f.Fields {
		all = append(all, field.Under)
		any = any || field.Under > 0
	}
	if !any {
		return nil
	}
	return all
}
