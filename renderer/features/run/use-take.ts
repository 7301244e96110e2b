import { useMemo } from 'react'
import type { JobRow } from '../../../contract/row-commands.ts'
import { Fault } from '../../../contract/fault.ts'
import type { DesktopCall, DesktopInput } from '../../../contract/desktop.ts'
import { useFace } from '../../app/face.ts'
import { useToast } from '../../app/toasts.ts'
import { countOf, fitsAddress, printRanges, type Ranges } from '../../state/ranges.ts'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { IconName } from '../../ui/icon.tsx'
import { saveFrom } from '../../ui/save-from.ts'

/** How a person gets at the files of a batch: a browser downloads them, the desktop app shows where they lie. */
export interface Take {
  icon: IconName
  texts: { one: string; result: string; original: string; all: string }
  /** The result of a file, or all of them where it has several. */
  result: (row: Pick<JobRow, 'seq' | 'outputs'>) => void
  original: (seq: number) => void
  /** All results, or those of some files. */
  results: (seqs: Ranges) => void
  /** Opens the result in the program for it; null in a browser. */
  open: ((seq: number) => void) | null
}

export function useTake(batch: string): Take {
  const { desktop, addresses } = useFace()
  const toast = useToast()
  const { t } = useTexts()
  return useMemo(() => {
    if (!desktop) {
      const texts = { one: t('run.downloadOne'), result: t('run.downloadResult'), original: t('run.downloadOriginal') }
      const results = (seqs: Ranges) => {
        if (!fitsAddress(seqs)) return toast({ icon: 'alert', text: t('run.tooScattered') })
        return saveFrom(addresses.zip(batch, countOf(seqs) === 0 ? '' : printRanges(seqs)))
      }
      return {
        icon: 'dl',
        texts: { ...texts, all: t('run.download') },
        result: ({ seq, outputs }) =>
          outputs.length === 1 ? saveFrom(addresses.result({ batch, seq, part: 0 })) : results([[seq, seq]]),
        original: (seq) => saveFrom(addresses.original({ batch, seq })),
        results,
        open: null,
      }
    }
    const call = <C extends DesktopCall>(name: C, input: DesktopInput<C>) =>
      void desktop
        .call(name, input)
        .catch((error: unknown) => toast({ icon: 'alert', text: shown(Fault.from(error, batch).message) }))
    const reveal = t('desktop.reveal')
    return {
      icon: 'reveal',
      texts: { one: reveal, result: reveal, original: t('desktop.revealOriginal'), all: t('desktop.showResults') },
      result: ({ seq }) => call('reveal', { batch, seq, part: 0 }),
      original: (seq) => call('reveal', { batch, seq, part: 'original' }),
      results: (seqs) =>
        seqs[0] === undefined ? call('reveal.results', { batch }) : call('reveal', { batch, seq: seqs[0][0], part: 0 }),
      open: (seq) => call('open', { batch, seq, part: 0 }),
    }
  }, [desktop, addresses, batch, toast, t])
}
