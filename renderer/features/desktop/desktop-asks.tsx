import { useEffect, useEffectEvent, useState } from 'react'
import type { DesktopAsk, MenuCommand } from '../../../contract/desktop.ts'
import { useFace } from '../../app/face.ts'
import { offerOfPlaces } from '../../app/offer-of-places.ts'
import { usePanels } from '../../app/panels.ts'
import { useRunDesk } from '../../app/run-desk.ts'
import { useToast } from '../../app/toasts.ts'
import { useTellFault } from '../../app/use-tell-fault.ts'
import type { Desktop } from '../../link/desktop.ts'
import { said } from '../../texts/said.ts'
import { useTexts } from '../../texts/use-texts.ts'
import './desktop.css'
import { QuitDialog, type QuitAsk } from './quit-dialog.tsx'
import { useImport } from '../recipes/recipe-import.tsx'
import { useAllBatches } from './use-all-batches.ts'
import { useLook } from './use-look.ts'

/** In the desktop app: carries out what is asked outside the page, in menus, the tray, links and the file manager. */
export function DesktopAsks() {
  const { desktop } = useFace()
  return desktop ? <Asks desktop={desktop} /> : null
}

function Asks({ desktop }: { desktop: Desktop }) {
  const [quitting, setQuitting] = useState<QuitAsk | null>(null)
  const carryOut = useEffectEvent(useCarryOut(desktop, setQuitting))
  useLook(desktop)
  const tellFault = useTellFault('desktop')
  useEffect(() => desktop.onAsk((ask) => carryOut(ask)), [desktop])
  if (!quitting) return null
  return (
    <QuitDialog
      ask={quitting}
      onAnswer={(answer) => {
        // Stays until the answer has come: to quit once more before would be to quit without one.
        const answered = () => setQuitting(null)
        desktop.call('quit.answer', { answer }).catch(tellFault).finally(answered)
      }}
    />
  )
}

function useCarryOut(desktop: Desktop, quitting: (ask: QuitAsk) => void): (ask: DesktopAsk) => void {
  const { offer } = useRunDesk()
  const { look } = useImport()
  const { t } = useTexts()
  const toast = useToast()
  const command = useMenuCommand()
  const tellFault = useTellFault('desktop')
  return (ask) => {
    switch (ask.type) {
      case 'go':
        location.hash = ask.hash
        return
      case 'command':
        return command(ask.command)
      case 'review':
        return offer(offerOfPlaces({ paths: ask.paths }))
      case 'recipe':
        location.hash = `#/recipes/${encodeURIComponent(ask.recipe)}`
        return
      case 'recipe-file':
        return look(new File([ask.text], ask.fileName))
      case 'refused':
        return toast({ icon: 'alert', text: said(ask.message) })
      case 'quitting':
        return quitting(ask)
      case 'update': {
        const action = {
          text: t('desktop.updateInstall'),
          run: () => void desktop.call('update.install', {}).catch(tellFault),
        }
        return toast({ icon: 'update', text: t('desktop.updateReady', { version: ask.version }), action })
      }
    }
  }
}

function useMenuCommand(): (command: MenuCommand) => void {
  const { pickFiles, pickFolder } = useRunDesk()
  const { openCommands, openShortcuts } = usePanels()
  const all = useAllBatches()
  const acts: Record<MenuCommand, () => void> = {
    'add-files': pickFiles,
    'add-folder': pickFolder,
    commands: openCommands,
    shortcuts: openShortcuts,
    'pause-all': all.pause,
    'resume-all': all.resume,
  }
  return (command) => acts[command]()
}
