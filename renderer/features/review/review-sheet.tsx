import { useState } from 'react'
import type { ConflictMode } from '../../../contract/recipe.ts'
import type { KnownRecipe } from '../../app/recipes.tsx'
import type { Offer } from '../../app/run-desk.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ReviewFiles } from './review-files.tsx'
import { ReviewPlaces } from './review-places.tsx'
import './review.css'

/** What a person decides on the sheet. */
export interface Decision {
  offer: Offer
  recipe: KnownRecipe
  out: string
  conflict: ConflictMode | undefined
  again: boolean
  /** Files of the offer that its recipe does not read, so that they are not sent. */
  leftOut?: number
}

export interface ReviewProps<O extends Offer = Offer> {
  offer: O
  recipe: KnownRecipe
  out: string
  conflict: ConflictMode | undefined
  onConflict: (mode: ConflictMode) => void
  onPickOut: () => void
  onRun: (decision: Decision) => void
  onClose: () => void
}

type SheetProps = Omit<ReviewProps, 'conflict' | 'onConflict'>

/** What a run would do, before a byte is written. */
export function ReviewSheet(props: SheetProps) {
  const [conflict, setConflict] = useState<ConflictMode | undefined>(undefined)
  const { offer, ...rest } = props
  return (
    <Dialog widthPx={540} onClose={props.onClose}>
      {offer.kind === 'files' ? (
        <ReviewFiles {...rest} offer={offer} conflict={conflict} onConflict={setConflict} />
      ) : (
        <ReviewPlaces {...rest} offer={offer} conflict={conflict} onConflict={setConflict} />
      )}
    </Dialog>
  )
}
