/** What can be written. */
export const imageFormatNames = ['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif', 'jxl'] as const
export type ImageFormat = (typeof imageFormatNames)[number]

interface FormatTraits {
  type: string
  /** Without the dot; the first is the usual one. */
  extensions: readonly string[]
  /** Longest side the format can write down. */
  maxSide: number
  alpha: boolean
  /** Holds grey as one channel; elsewhere it is three equal ones. */
  grey: boolean
  /** Keeps 16 bits a channel. */
  deep: boolean
  /** Holds an orientation tag that readers obey. */
  tagged: boolean
  /** Holds a colour profile; what does not is sRGB. */
  profiled: boolean
  /** Holds several pages or frames. */
  paged: boolean
}

export const imageFormats: Record<ImageFormat, FormatTraits> = {
  jpeg: {
    type: 'image/jpeg',
    extensions: ['jpg', 'jpeg', 'jpe', 'jfif'],
    maxSide: 65_535,
    alpha: false,
    grey: true,
    deep: false,
    tagged: true,
    profiled: true,
    paged: false,
  },
  png: {
    type: 'image/png',
    extensions: ['png'],
    maxSide: 2 ** 31 - 1,
    alpha: true,
    grey: true,
    deep: true,
    tagged: true,
    profiled: true,
    paged: false,
  },
  webp: {
    type: 'image/webp',
    extensions: ['webp'],
    maxSide: 16_383,
    alpha: true,
    grey: false,
    deep: false,
    tagged: true,
    profiled: true,
    paged: true,
  },
  avif: {
    type: 'image/avif',
    extensions: ['avif'],
    maxSide: 16_384,
    alpha: true,
    grey: false,
    deep: false,
    tagged: false,
    profiled: true,
    paged: false,
  },
  tiff: {
    type: 'image/tiff',
    extensions: ['tif', 'tiff'],
    maxSide: 2 ** 31 - 1,
    alpha: true,
    grey: true,
    deep: true,
    tagged: true,
    profiled: true,
    paged: true,
  },
  gif: {
    type: 'image/gif',
    extensions: ['gif'],
    maxSide: 65_535,
    alpha: true,
    grey: false,
    deep: false,
    tagged: false,
    profiled: false,
    paged: true,
  },
  jxl: {
    type: 'image/jxl',
    extensions: ['jxl'],
    maxSide: 65_535,
    alpha: true,
    grey: false,
    deep: false,
    tagged: false,
    profiled: false,
    paged: false,
  },
}

/** What can be read, by media type, and the format its results have when no step says otherwise. */
export const readableTypes: Record<string, ImageFormat> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/tiff': 'tiff',
  'image/gif': 'gif',
  'image/svg+xml': 'png',
  'image/heic': 'jpeg',
  'image/jxl': 'jxl',
}

/** Media types by the names of their formats, as steps tell what they make. */
export const imageTypes: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(imageFormats).map(([format, { type }]) => [format, type]),
)

/** What a result's name ends with: as the source's does where that fits, so that it can take the source's place; without the dot. */
export function extensionFor(format: ImageFormat, sourcePath: string): string {
  const { extensions } = imageFormats[format]
  const own = /\.([^./\\]+)$/.exec(sourcePath)?.[1] ?? ''
  return extensions.includes(own.toLowerCase()) ? own : (extensions[0] ?? '')
}
