package config

import _ "embed"

// Example is a configuration for those who begin: every setting with what it does, commented out
// where it says what holds anyway.
//
//go:embed refrain.example.yaml
var Example []byte
