import { useCallback } from 'react'
import { filesMost, readDrop, readInput, titleOf } from '../features/home/read-drop.ts'
import { isRecipeDrop, useImport } from '../features/recipes/recipe-import.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { useFace } from './face.ts'
import { offerOfPlaces } from './offer-of-places.ts'
import type { RunDesk } from './run-desk.ts'
import { useToast } from './toasts.ts'
import { useTellFault } from './use-tell-fault.ts'

export interface GivenFiles {
  /** Takes what was let go over the window, on a recipe or anywhere. A recipe file is shown, not run. */
  drop: (items: DataTransferItemList, recipe: string | undefined) => void
  /** Takes files that were copied in another program. */
  paste: (files: FileList) => void
}

/** Offers what a person gives to the page: in a browser files to send, in the desktop app the places they lie in. */
export function useGivenFiles(offer: RunDesk['offer']): GivenFiles {
  const { desktop } = useFace()
  const takeInApp = useTakeInApp(offer)
  const { look } = useImport()
  const toast = useToast()
  const { t, n, format } = useTexts()
  const drop = useCallback<GivenFiles['drop']>(
    (items, recipe) => {
      const only = items.length === 1 ? items[0]?.getAsFile() : null
      if (only && isRecipeDrop(only.name)) return look(only)
      // Files are gone as soon as the event is over: all are taken before the first wait.
      if (desktop) return takeInApp(filesOf(items), recipe)
      void readDrop(items).then(({ files, unreadable, isCut }) => {
        const alert = (text: string) => toast({ icon: 'alert', text })
        if (isCut) alert(t('home.dropMost', { text: format.count(filesMost) }))
        if (files.length > 0) offer({ kind: 'files', title: titleOf(files), files, unreadable }, recipe)
        else alert(unreadable > 0 ? t('upload.unreadable', n(unreadable)) : t('home.dropEmpty'))
      })
      return undefined
    },
    [desktop, takeInApp, look, offer, toast, t, n, format],
  )
  const paste = useCallback<GivenFiles['paste']>(
    (list) => {
      if (desktop) return takeInApp([...list], undefined)
      const files = readInput(list)
      if (files.length > 0) offer({ kind: 'files', title: titleOf(files), files, unreadable: 0 })
      return undefined
    },
    [desktop, takeInApp, offer],
  )
  return { drop, paste }
}

function filesOf(items: DataTransferItemList): File[] {
  return [...items].flatMap((item) => (item.kind === 'file' ? (item.getAsFile() ?? []) : []))
}

/** What has no place on a disk, such as a picture dragged from a page, is copied to the app as a browser would send it; beside what has one it is left out, and that is said. */
function useTakeInApp(offer: RunDesk['offer']): (files: File[], recipe: string | undefined) => void {
  const { desktop } = useFace()
  const { t, n, format } = useTexts()
  const toast = useToast()
  const tellFault = useTellFault('desktop')
  return useCallback(
    (all, recipe) => {
      const files = all.slice(0, filesMost)
      if (all.length > filesMost) toast({ icon: 'alert', text: t('home.dropMost', { text: format.count(filesMost) }) })
      desktop?.takeFiles(files).then((taken) => {
        const paths = taken.filter((path) => path !== '')
        const placeless = files.filter((_, nth) => taken[nth] === '')
        if (paths.length > 0) {
          offer(offerOfPlaces({ paths }), recipe)
          if (placeless.length > 0) toast({ icon: 'alert', text: t('desktop.leftOut', n(placeless.length)) })
        } else if (placeless.length > 0) {
          const copies = readInput(placeless)
          offer({ kind: 'files', title: titleOf(copies), files: copies, unreadable: 0 }, recipe)
        }
      }, tellFault)
    },
    [desktop, offer, t, n, format, toast, tellFault],
  )
}
