import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Decision } from '../features/review/review-sheet.tsx'
import { readInput, titleOf } from '../features/home/read-drop.ts'
import { folderForResults } from '../state/folder-for-results.ts'
import type { OfferedFile } from '../state/send-file.ts'
import { pickFiles } from '../ui/pick-files.ts'
import { prefer, usePreferences } from './preferences.ts'
import { type KnownRecipe, useRecipes } from './recipes.tsx'
import type { Offer, RunDesk } from './run-desk.ts'
import { useFace } from './face.ts'
import { folderOf, withFolder } from './offer-folder.ts'
import { offerOfPlaces } from './offer-of-places.ts'
import { useAnswer } from './use-answer.ts'
import { useOwnFolder } from './use-own-folder.ts'
import { useGivenFiles } from './use-given-files.ts'
import { useIsOpen } from './use-mirror.ts'
import { useTellFault } from './use-tell-fault.ts'

export interface DeskState {
  desk: RunDesk
  offer: Offer | null
  /** The recipe of the offer, which may be another one than the chosen. */
  recipe: KnownRecipe | undefined
  /** Where results of the offer go: to the folder it brings with it, or to the chosen one. */
  out: string
  picking: 'sources' | 'out' | null
  /** Takes what was dropped. */
  drop: (items: DataTransferItemList, recipe: string | undefined) => void
  onPicked: (paths: string[]) => void
  closePicker: () => void
  closeReview: () => void
}

/** What is chosen and offered, until it is run or put away. `start` is used at once by those who asked for no sheet. */
export function useRunDeskState(start: (decision: Decision) => void): DeskState {
  const [offered, setOffered] = useState<{ offer: Offer; recipe: string | undefined } | null>(null)
  const [picking, setPicking] = useState<'sources' | 'out' | null>(null)
  const chosen = useChosen()
  const { recipes, recipe, out } = chosen
  const ownOf = useOwnFolder()
  const { afterDrop } = usePreferences()
  const isOpen = useIsOpen()
  const offer = useCallback(
    (made: Offer, name?: string) => {
      const known = name === undefined ? recipe : recipes.find(({ row }) => row.name === name)
      // Where nothing can begin, the sheet keeps what was chosen.
      const mayStart = isOpen && afterDrop === 'start' && !(made.kind === 'places' && made.uploaded)
      if (mayStart && known && out !== '')
        start({ offer: made, recipe: known, out: ownOf(made, out), conflict: undefined, again: false })
      else setOffered({ offer: made, recipe: name })
    },
    [afterDrop, isOpen, out, ownOf, recipe, recipes, start],
  )
  const takeFolder = useCallback(
    (folder: string) => {
      const moved = withFolder(offered?.offer, folder)
      if (moved) setOffered({ offer: moved, recipe: offered?.recipe })
      else prefer({ out: folder })
    },
    [offered],
  )
  const { drop, paste } = useGivenFiles(offer)
  const desk = useDesk({ recipe, out, offer, paste, setPicking, takeFolder })
  const onPicked = useCallback(
    (paths: string[]) => {
      setPicking(null)
      if (picking === 'out') takeFolder(paths[0] ?? '')
      else offer(offerOfPlaces({ paths }))
    },
    [offer, picking, takeFolder],
  )
  return {
    desk,
    offer: offered?.offer ?? null,
    recipe: offered?.recipe === undefined ? recipe : recipes.find(({ row }) => row.name === offered.recipe),
    out: ownOf(offered?.offer, useFolder(folderOf(offered?.offer, out))),
    picking,
    drop,
    onPicked,
    closePicker: () => setPicking(null),
    closeReview: () => setOffered(null),
  }
}

/** The recipe and folder of the last time, as long as they still are there. */
function useChosen(): { recipes: readonly KnownRecipe[]; recipe: KnownRecipe | undefined; out: string } {
  const known = useRecipes()
  const recipes = useMemo(() => known ?? [], [known])
  const preferred = usePreferences()
  const sound = recipes.filter(({ row }) => row.problems.length === 0)
  const recipe = sound.find(({ row }) => row.name === preferred.recipe) ?? harmless(sound)
  const out = useFolder(preferred.out)
  useEffect(() => {
    if (out !== preferred.out) prefer({ out })
  }, [out, preferred.out])
  return { recipes, recipe, out }
}

/** The folder that is wanted, as long as results may go there. */
function useFolder(wanted: string): string {
  const { value, isOfVersion } = useAnswer('place.roots', {}, wanted)
  // What is known of folders may be of before this one was chosen.
  return value && isOfVersion ? folderForResults(wanted, value.roots) : wanted
}

/** Who has chosen nothing yet gets the first recipe for pictures that leaves the originals where they are. */
function harmless(recipes: readonly KnownRecipe[]): KnownRecipe | undefined {
  const keeping = recipes.filter(({ recipe }) => recipe?.originals.act === 'keep')
  return keeping.find(({ kind }) => kind === 'images') ?? keeping[0]
}

interface DeskParts {
  recipe: KnownRecipe | undefined
  out: string
  offer: RunDesk['offer']
  paste: RunDesk['paste']
  setPicking: (picking: 'sources' | 'out') => void
  /** Has results go to another folder. */
  takeFolder: (path: string) => void
}

function useDesk({ recipe, out, offer, paste, setPicking, takeFolder }: DeskParts): RunDesk {
  const { desktop } = useFace()
  const tellFault = useTellFault('desktop')
  return useMemo(() => {
    const pick = (what: 'folder' | 'files') => {
      if (desktop) desktop.call('choose', { what }).then(({ paths }) => offerPlaces(paths), tellFault)
      else pickFiles({ many: what }, (picked) => offerFiles(readInput(picked)))
    }
    const offerPlaces = (paths: string[]) => {
      if (paths.length > 0) offer(offerOfPlaces({ paths }))
    }
    const offerFiles = (files: OfferedFile[]) => offer({ kind: 'files', title: titleOf(files), files, unreadable: 0 })
    const pickOut = () => {
      if (!desktop) return setPicking('out')
      desktop.call('choose', { what: 'results' }).then(({ paths: [folder] }) => {
        if (folder !== undefined) takeFolder(folder)
      }, tellFault)
      return undefined
    }
    return {
      recipe,
      out,
      offer,
      paste,
      chooseRecipe: (name) => prefer({ recipe: name }),
      pickFiles: () => pick('files'),
      pickFolder: () => pick('folder'),
      pickPlaces: () => setPicking('sources'),
      pickOut,
    }
  }, [recipe, out, offer, paste, setPicking, takeFolder, desktop, tellFault])
}
