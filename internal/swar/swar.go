// Package swar looks at eight bytes of a text at once, as one number ("SIMD within a register").
package swar

// Load returns the first eight bytes of s, of which there must be so many, as one number: the first
// byte is the lowest.
func Load(s string) uint64 {
	s = s[:8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 |
		uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}
