-- What was said of findings, of all duties at once: they are few among the sealed texts.

-- +goose Up
CREATE INDEX sealed_answer ON sealed (duty_id, seq) WHERE kind IN ('explained', 'dismissed');
