// Package load proves from outside what the server, run as the public meets
// it, bears.
package load

import "flag"

var long = flag.Bool("long", false, "run the long form of each proof")

const base = "/futian-zwfwj/2021/budget"
