import type { Metadata } from 'sharp'

const headerBytes = 128

/**
 * Whether what a file holds as its colour profile is one, and speaks of the colours its pixels are in. Codecs pass over any other, such as that of the
 * coloured picture a grey one was made of. https://www.color.org/specification/ICC.1-2022-05.pdf, 7.2
 */
export function suitsProfile({ icc, space }: Pick<Metadata, 'icc' | 'space'>): boolean {
  if (icc === undefined || icc.length < headerBytes || icc.toString('latin1', 36, 40) !== 'acsp') return false
  return icc.toString('latin1', 16, 20) === signatureOf(space)
}

function signatureOf(space: Metadata['space']): string {
  if (space === 'cmyk') return 'CMYK'
  return space === 'b-w' || space === 'grey16' ? 'GRAY' : 'RGB '
}
