package reader
