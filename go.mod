module refrain

go 1.26.0
