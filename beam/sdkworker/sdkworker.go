// Package sdkworker starts this program as a worker where an engine runs it as a process, without a
// container: it does what the boot program of Beam's containers does.
package sdkworker

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/container/tools"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/util/grpcx"
)

const endpointFlag = "--provision_endpoint"

// Asked reports whether the arguments are those that an engine gives the command of a process
// environment.
func Asked(args []string) bool {
	return slices.ContainsFunc(args, func(a string) bool {
		return a == endpointFlag || strings.HasPrefix(a, endpointFlag+"=")
	})
}

// Start asks the engine for its endpoints and runs this program as a worker. It returns when the
// worker has ended, which is an error.
func Start(args []string) error {
	f := flag.NewFlagSet("worker", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	id := f.String("id", "", "")
	endpoint := f.String("provision_endpoint", "", "")
	logging, control := f.String("logging_endpoint", "", ""), f.String("control_endpoint", "", "")
	for _, name := range []string{"artifact_endpoint", "semi_persist_dir"} {
		f.String(name, "", "")
	}
	if err := f.Parse(args); err != nil {
		return fmt.Errorf("as a worker: %w", err)
	}
	worker := strings.Trim(*id, "'") // Prism puts it in quotation marks that no shell takes away.
	ctx := grpcx.WriteWorkerID(context.Background(), worker)
	info, err := tools.ProvisionInfo(ctx, *endpoint)
	if err != nil {
		return fmt.Errorf("as a worker: %s: %w", *endpoint, err)
	}
	if url := info.GetLoggingEndpoint().GetUrl(); url != "" {
		*logging = url
	}
	if url := info.GetControlEndpoint().GetUrl(); url != "" {
		*control = url
	}
	if *logging == "" || *control == "" {
		return errors.New("as a worker: the engine names no endpoints for logging and control")
	}
	options, err := tools.ProtoToJSON(info.GetPipelineOptions())
	if err != nil {
		return fmt.Errorf("as a worker: options of the job: %w", err)
	}
	if status := info.GetStatusEndpoint(); status != nil {
		os.Setenv("STATUS_ENDPOINT", status.GetUrl())
	}
	if can := info.GetRunnerCapabilities(); len(can) > 0 {
		os.Setenv("RUNNER_CAPABILITIES", strings.Join(can, " "))
	}
	program, err := os.Executable()
	if err != nil {
		return err
	}
	return replace(program, []string{
		"--worker=true", "--id=" + worker, "--logging_endpoint=" + *logging, "--control_endpoint=" + *control,
		"--options=" + options,
	})
}
