package lsp

import (
	"time"
)

// parentInterval is how often the server looks whether the editor still runs.
const parentInterval = 10 * time.Second

// watchParent ends the connection when the process of the editor is gone: one that was killed may have
// left the streams open.
func (s *Server) watchParent(id int) {
	if id <= 1 || !alive(id) {
		return // It lives in another namespace of processes, as in a container.
	}
	s.work.Go(func() {
		look := time.NewTicker(parentInterval)
		defer look.Stop()
		for {
			select {
			case <-s.ctx.Done():
				return
			case <-look.C:
				if !alive(id) {
					s.finish()
					s.rpc.Stop()
					return
				}
			}
		}
	})
}
