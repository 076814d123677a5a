package canonical

// Folded is what a character is folded to, for the tests from outside.
var Folded = folded
