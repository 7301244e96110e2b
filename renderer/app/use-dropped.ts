import { useCallback } from 'react'
import { readDrop, titleOf } from '../features/home/read-drop.ts'
import { isRecipeDrop, useImport } from '../features/recipes/recipe-import.tsx'
import { nameOf } from '../texts/shown-path.ts'
import { useTexts } from '../texts/use-texts.ts'
import type { Desktop } from '../link/desktop.ts'
import { useFace } from './face.ts'
import type { RunDesk } from './run-desk.ts'
import { useToast } from './toasts.ts'

/** Takes what was let go over the window: in a browser its files, in the desktop app the places they lie in. A recipe is shown, not run. */
export function useDropped(offer: RunDesk['offer']) {
  const { desktop } = useFace()
  const { t, n } = useTexts()
  const toast = useToast()
  const { look } = useImport()
  return useCallback(
    (items: DataTransferItemList, recipe: string | undefined) => {
      const only = items.length === 1 ? items[0]?.getAsFile() : null
      if (only && isRecipeDrop(only.name)) return look(only)
      const offerFiles = async () => {
        const { files, unreadable } = await readDrop(items, () => {})
        if (files.length > 0) offer({ kind: 'files', title: titleOf(files), files, unreadable }, recipe)
      }
      if (!desktop) return void offerFiles()
      void takeDropped(desktop, items).then(({ paths, placeless }) => {
        const [first] = paths
        // What has no place on a disk, such as a picture from a page, is copied to the app first, as a browser would send it.
        if (first === undefined) {
          const files = placeless.map((file) => ({ path: file.name, file }))
          if (files.length > 0) offer({ kind: 'files', title: titleOf(files), files, unreadable: 0 }, recipe)
          return
        }
        offer({ kind: 'places', title: nameOf(first), paths, uploaded: false }, recipe)
        if (placeless.length > 0) toast({ icon: 'alert', text: t('desktop.leftOut', n(placeless.length)) })
      })
    },
    [desktop, offer, look, t, n, toast],
  )
}

/** Where what was dropped lies, and what lies nowhere. Files are gone as soon as the event is over: all are taken before the first wait. */
async function takeDropped(desktop: Desktop, items: DataTransferItemList) {
  const files = [...items].flatMap((item) => (item.kind === 'file' ? (item.getAsFile() ?? []) : []))
  const taken = await desktop.takeFiles(files)
  return {
    paths: taken.filter((path) => path !== ''),
    placeless: files.filter((_, nth) => taken[nth] === ''),
  }
}
