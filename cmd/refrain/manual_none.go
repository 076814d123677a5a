//go:build !manual

package main

import "github.com/spf13/cobra"

// forRelease are commands that only the making of a release needs: none here.
func (a *app) forRelease() []*cobra.Command { return nil }
