/** Values of options that are names of their own, the same in every language, as people write them. */
export const properNames: Readonly<Record<string, string>> = {
  jpeg: 'JPEG',
  png: 'PNG',
  webp: 'WebP',
  avif: 'AVIF',
  tiff: 'TIFF',
  gif: 'GIF',
  jxl: 'JPEG XL',
  pdf: 'PDF',
  csv: 'CSV',
  json: 'JSON',
  zip: 'ZIP',
  tar: 'tar',
  'tar.gz': 'tar.gz',
  'tar.zst': 'tar.zst',
  sha256: 'SHA-256',
  sha512: 'SHA-512',
  sha1: 'SHA-1',
  md5: 'MD5',
  blake3: 'BLAKE3',
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252',
  'windows-1251': 'Windows-1251',
  'iso-8859-2': 'ISO 8859-2',
  'iso-8859-15': 'ISO 8859-15',
  gb18030: 'GB 18030',
  big5: 'Big5',
  shift_jis: 'Shift_JIS',
  'euc-jp': 'EUC-JP',
  'iso-2022-jp': 'ISO-2022-JP',
  'euc-kr': 'EUC-KR',
  lf: 'LF',
  crlf: 'CRLF',
  exif: 'EXIF',
  xmp: 'XMP',
}

/** A value of an option as people read it in English: names as they are written, words without hyphens, beginning large. */
export function choiceWords(value: string): string {
  return properNames[value] ?? value.charAt(0).toUpperCase() + value.slice(1).replaceAll('-', ' ')
}
