package store_test

import "flag"

// long lets the proofs that have a short and a long form run in the long one:
//
//	go test ./internal/store -args -long
var long = flag.Bool("long", false, "run the long form of each proof")
