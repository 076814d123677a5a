//go:build s3

package files

// S3 adds 9 MB to the program, so it is a choice of whoever builds it.
import _ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/s3"
