web: ## The page for a site, in the folder DIR
	go run ./internal/web $(or $(DIR),site)

.PHONY: web
