/** `Web-ready images` as `web-ready-images`: letters of every script stay, Latin ones without accents; all else is one hyphen. */
export function slugOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/([a-z])\p{M}+/giu, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
}
