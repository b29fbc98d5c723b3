# heed in an image: one static binary, no shell, not root. Certificates and the unprivileged account come with the base.
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ENV CGO_ENABLED=0 GOFLAGS="-trimpath -tags=nomsgpack -buildvcs=false"
RUN go build -ldflags="-s -w" -o /out/heed ./cmd/heed && mkdir -p /out/data/files

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /out/heed /usr/local/bin/heed
# An owner for the volume: a fresh one takes over who owns the folder it covers.
COPY --from=build --chown=nonroot:nonroot /out/data /var/lib/heed
ENV HEED_ADDR=0.0.0.0:8080 \
    HEED_FILES=/var/lib/heed/files \
    DATABASE_URL=sqlite:/var/lib/heed/heed.db
VOLUME /var/lib/heed
EXPOSE 8080
ENTRYPOINT ["/usr/local/bin/heed"]
CMD ["serve"]
