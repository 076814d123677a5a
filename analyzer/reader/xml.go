package reader

import (
	"context"
	"strings"

	"refrain/analyzer/document"
)

func isXML(root func(name, namespace string) bool) func(string) bool {
	return func(src string) bool { return strings.HasPrefix(src, "<?xml") && root("", "") }
}

func isAKN(name, namespace string) bool    { return false }
func isUSLM(name, namespace string) bool   { return false }
func isFormex(name, namespace string) bool { return false }
func isFedReg(name, namespace string) bool { return false }
func isTTML(name, namespace string) bool   { return false }
func isAnyXML(name, namespace string) bool { return true }

func readXML(ctx context.Context, in input) *document.Document { return readText(ctx, in) }
