/** What the screens need and nothing else: own scripts, styles and fonts, pictures of results, one connection home. */
const screenPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** For a person's own files: whatever is inside them runs nothing, even when it is opened by itself. */
export const filePolicy = "default-src 'none'; sandbox; frame-ancestors 'none'"

/** On every answer. */
export const responseHeaders = {
  'content-security-policy': screenPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
} as const
