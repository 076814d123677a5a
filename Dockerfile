# docker build -t refrain .                  refrain alone: no shell, no root, no network needed
# docker build --target ci -t refrain:ci .   with a shell, as GitLab's runners want it
FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /out/refrain ./cmd/refrain

FROM busybox:1.37 AS ci
COPY --from=build /out/refrain /bin/refrain
USER nobody
WORKDIR /work
CMD ["sh"]

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /out/refrain /refrain
WORKDIR /work
ENTRYPOINT ["/refrain"]
CMD ["--help"]
