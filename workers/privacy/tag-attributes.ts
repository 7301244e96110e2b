/** Of a pattern: all that stands in a tag behind its name, up to its `>`, or the `/` of one without an end; a value may have both in it. */
export const tagAttributes = String.raw`(?:\s[^<>"'/]*(?:(?:"[^"<]*"|'[^'<]*')[^<>"'/]*)*)?`
