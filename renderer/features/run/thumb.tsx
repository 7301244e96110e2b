import { useEffect, useState } from 'react'
import type { JobRow } from '../../../contract/row-commands.ts'
import { useFace } from '../../app/face.ts'
import { nthOf } from '../../state/pending-rows.ts'
import { formatOf } from '../../texts/shown-path.ts'
import { Icon } from '../../ui/icon.tsx'
import { hasPicture } from './has-picture.ts'

/** What the server can make a picture of. */
const pictures = new Set(['JPEG', 'PNG', 'WebP', 'GIF', 'TIFF', 'AVIF', 'HEIC', 'SVG'])
/** Rows that fly by while somebody scrolls fetch nothing. */
const restMs = 120
const sizePx = 64

export function isPicture(path: string): boolean {
  return pictures.has(formatOf(path))
}

/** A small picture of the original, or the mark of its kind. */
export function Thumb({ batch, row }: { batch: string; row: JobRow }) {
  const { addresses } = useFace()
  const [state, setState] = useState<'none' | 'loading' | 'failed'>('none')
  const wanted = isPicture(row.path) && hasPicture(row) && row.state !== 'waiting' && nthOf(row.seq) === null
  useEffect(() => {
    if (!wanted) return
    const handle = setTimeout(() => setState('loading'), restMs)
    return () => clearTimeout(handle)
  }, [wanted])
  return (
    <span className="thumb">
      {wanted && state === 'loading' ? (
        <img
          src={addresses.picture({ batch, seq: row.seq, part: 'original', version: '' }, sizePx)}
          alt=""
          decoding="async"
          draggable={false}
          onError={() => setState('failed')}
        />
      ) : (
        <Icon name={isPicture(row.path) ? 'image' : 'doc'} />
      )}
    </span>
  )
}
