import type { Image } from '../../carriers/image.ts'
import { keepable, type Kept } from '../../carriers/kept.ts'
import { defineStep } from '../define-step.ts'

export default defineStep({
  name: 'image.metadata',
  version: 2,
  title: 'Keep metadata',
  summary:
    'Chooses what a picture goes on saying about itself. Without this step it says nothing, and its colours are sRGB.',
  shape: 'each',
  lane: 'process',
  accepts: ['image/*'],
  produces: 'same',
  // Of a list that is kept, nobody said that the other parts are to be hidden: without this step they go too.
  hides: { keep: ['none'], drop: ['copyright', 'exif', 'location', 'xmp'] },
  facts: [],
  memoryFactor: 2,
  options: (z) => {
    const note = (title: string) => z.string().min(1).max(300).optional().meta({ title })
    return z.strictObject({
      keep: z
        .union([z.enum(['all', 'none']), z.array(z.enum(keepable))])
        .default(['copyright', 'colour-profile'])
        .meta({ title: 'Keep' })
        .describe(
          'all, none, or a list of: copyright (and author), colour-profile (else colours become sRGB), exif (camera and times), location, xmp. With all, these stay too: comments of a JPEG and texts of a PNG, if the format stays the same; captions and keywords (IPTC) in JPEG and TIFF, without what is dropped. The notes a camera writes in a form of its maker are copied neither into a TIFF file nor out of one.',
        ),
      drop: z
        .array(z.enum(keepable))
        .default([])
        .meta({ title: 'Drop' })
        .describe(
          'Of what is kept, not these: `keep: all` with `drop: [location]` keeps everything but the place, and comments and texts, which may tell it.',
        ),
      copyright: note('Copyright').describe('Says this, whatever it said before, such as © 2026 A. Uthor.'),
      author: note('Author').describe('Says this, whatever it said before.'),
    })
  },
  async run(image: Image, { keep, drop, copyright, author }) {
    return image.keeping(kept(keep, drop)).stamped({ copyright, author })
  },
})

type Keepable = (typeof keepable)[number]

/** As soon as something is dropped, `all` is a list too. What is dropped is told too, as it may stand in other parts. */
function kept(keep: 'all' | 'none' | Keepable[], drop: Keepable[]): Kept[] {
  if (keep === 'all' && drop.length === 0) return ['all']
  const wanted: readonly (Keepable | 'words')[] = keep === 'all' ? [...keepable, 'words'] : keep === 'none' ? [] : keep
  return [
    ...wanted.filter((part) => part === 'words' || !drop.includes(part)),
    ...drop.map((part) => `-${part}` as const),
  ]
}
