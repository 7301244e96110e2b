/** What is packed twice: `.tar.gz` says as a whole what the file is, and neither half of it is part of the name. */
const packedTwice = /\.tar\.(?:gz|zst|bz2|xz|lz|lz4|lzma|z)$/i

/**
 * The name of a file as people read it: `box.tar.gz` is `box` and `.tar.gz`. Else the last dot ends the stem, unless the name begins or
 * ends with it. The extension has its dot, or is empty.
 */
export function splitName(name: string): { stem: string; extension: string } {
  const last = name.lastIndexOf('.')
  const packed = name.search(packedTwice)
  const dot = packed > 0 ? packed : last
  return dot <= 0 || dot === name.length - 1
    ? { stem: name, extension: '' }
    : { stem: name.slice(0, dot), extension: name.slice(dot) }
}
