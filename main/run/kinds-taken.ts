const kindsMost = 6

/** Types that people have a word for. */
const words: Readonly<Record<string, string>> = {
  'image/*': 'pictures',
  'video/*': 'videos',
  'audio/*': 'sounds',
  'text/*': 'texts',
  'application/pdf': 'PDF',
}

/** What a recipe accepts, as a person would say it: `pictures, videos`, `HEIC, HEIF`, `*.zip, *.7z`; patterns of names stay as they are. */
export function kindsTaken(accepts: readonly { match: string }[]): string {
  const kinds = [...new Set(accepts.map(({ match }) => words[match] ?? ofImage(match) ?? match))]
  const rest = kinds.length - kindsMost
  return `${kinds.slice(0, kindsMost).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

/** A picture of one format is called as that. */
function ofImage(match: string): string | undefined {
  return /^image\/([a-z0-9]+)$/.exec(match)?.[1]?.toUpperCase()
}
