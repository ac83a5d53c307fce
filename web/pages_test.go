package web_test

import (
	"net/http"
	"testing"
)

// What readers come for, held against the pages as they are served.
func TestPages(t *testing.T) {
	for _, test := range []struct {
		path   string
		checks []checker
	}{
		{"/", []checker{titled("部门预算"), linked("政务服务数据管理局", base)}},
		{base, []checker{
			titled("深圳市福田区政务服务数据管理局"),
			linked("2,708.03", base+"/tables/1#r22c2"),
			linked("第一部分", base+"/sections/1"),
			linked("收支总表", base+"/tables/1"),
			linked("网格信息服务", base+"/projects/1"),
			linked("打印", base+"/print"),
			linked("深圳市福田区政务服务数据管理局（本级）", "/futian-zwfwj"),
		}},
		{base + "/sections/2", []checker{
			titled("第二部分"),
			linked("表 1", base+"/tables/1"), // from a section to the tables that it speaks of
			in(".breadcrumbs", linked("正文", base+"/sections"), linked("福田区政务服务数据管理局 2021 年部门预算", base)),
			in(".neighbours", linked("第一部分", base+"/sections/1"), linked("第三部分", base+"/sections/3")),
		}},
		{base + "/sections", []checker{
			titled("正文"), linked("第二部分", base+"/sections/2"), linked("表 1", base+"/tables/1"),
			in(".part-list > li:nth-child(2) .facts:nth-of-type(1)", hasExactText("3 段")),
		}},
		{base + "/tables", []checker{
			titled("附表"), linked("收支总表", base+"/tables/1"), linked("第二部分", base+"/sections/2"),
			in(".part-list > li:nth-child(7) .facts:nth-of-type(1)", hasText("18 行"), hasText("支出总计 2,708.03 万元")),
			in(".part-list > li:nth-child(8) .facts:nth-of-type(1)", hasText("空表")),
			in(".part-list > li:nth-child(14) .facts:nth-of-type(1)", hasText("34 行指标")),
			in(".breadcrumbs", linked("2021 年部门预算", base)),
		}},
		{"/futian-zwfwj", []checker{
			titled("深圳市福田区政务服务数据管理局（本级）"), linked("部门预算", base),
			in("#y2021", linked("2,708.03", base+"/tables/1#r22c4")),
		}},
		{base + "/sections/7", []checker{in("#p5", hasText("无政府性基金预算支出"))}},
		{base + "/tables/1", []checker{
			titled("收支总表"),
			linked("第二部分", base+"/sections/2"), // and back
			texts("thead tr:first-child th", "收入", "支出"),
			figure("r22c2", "2,708.03", "2708.03"),
			figure("r22c4", "2,708.03", "2708.03"),
		}},
		{base + "/tables/7", []checker{
			figure("r6c4", "2,139.00", "2139.00"), figure("r6c5", "75.77", "75.77"),
			in("[id='code-2010399']"), in("#r6 #r6c2", hasText("2010399")),
		}},
		{base + "/tables/14", []checker{
			in("[id='f3']", in("dt", hasExactText("年度总体目标")), in("#f3p1", hasText("一中心五平台"))),
		}},
		{base + "/projects/1", []checker{
			titled("网格信息服务"),
			in("#f1", in("dt", hasExactText("项目名称")), in("p", hasExactText("网格信息服务"))),
			in("[id='f6']", in("data", hasExactText("476.00"), hasAttr("value", "476.00"))),
			in("[id='i1']"), in("[id='i1c3']"),
		}},
		{base + "/notes", []checker{titled("整理说明"), in("#n1", linked("第一部分", base+"/sections/1#p14"))}},
	} {
		site, _ := newSite(t, "published")
		w := get(site, test.path)
		if w.Code != http.StatusOK {
			t.Errorf("%s: got status %d, want 200", test.path, w.Code)
			continue
		}
		page := parse(t, w.Body.String()).Selection
		for _, check := range append(test.checks, at(test.path)) {
			if err := check(page); err != nil {
				t.Errorf("%s: %v", test.path, err)
			}
		}
	}
}
