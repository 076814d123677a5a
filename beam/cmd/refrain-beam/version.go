package main

// sourceVersion is the version of refrain that this source is on its way to, as in cmd/refrain.
const sourceVersion = "0.1.0"

// Whoever makes a release has the linker set it: the version, without a "v".
var releaseVersion string

// toolVersion is what lines of an archive say about the program: the same as refrain of this source.
func toolVersion() string {
	if releaseVersion != "" {
		return releaseVersion
	}
	return sourceVersion
}
