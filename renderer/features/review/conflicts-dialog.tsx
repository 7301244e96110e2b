import { useState } from 'react'
import { Radio, RadioGroup } from 'react-aria-components'
import type { PlannedFile } from '../../../contract/batch-commands.ts'
import type { ConflictMode } from '../../../contract/recipe.ts'
import { useFace } from '../../app/face.ts'
import { nameOf, shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { DialogTitle } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { isPicture } from '../run/thumb.tsx'
import { RunFoot } from './run-foot.tsx'

interface ConflictsProps {
  /** How many names are taken, and the first of the files they are for. */
  count: number
  files: readonly PlannedFile[]
  out: string
  mode: ConflictMode
  onMode: (mode: ConflictMode) => void
  onBack: () => void
  /** How many files will run as it is decided now. */
  toRun: number
  onRun: () => void
}

/** The three ways people want; the others are in the list of the sheet. */
const ways = ['number', 'skip', 'replace'] as const
const picturePx = 512

/** What becomes of names that are taken, decided once for all, with what is there beside what would come. */
export function Conflicts({ count, files, out, mode, onMode, onBack, toRun, onRun }: ConflictsProps) {
  const { t, n } = useTexts()
  const [at, setAt] = useState(0)
  const clash = files[at] ?? files[0]
  return (
    <>
      <div className="dlg-b col g4">
        <div>
          <DialogTitle>{t('review.clashes', { ...n(count), folder: nameOf(out) })}</DialogTitle>
          <p className="t2">{t('review.decideOnce', n(count))}</p>
        </div>
        <Ways mode={mode} onMode={onMode} />
        {clash ? <Both clash={clash} /> : null}
        <ul className="list cl" aria-label={t('review.clashes', { ...n(count), folder: nameOf(out) })}>
          {files.map((file, nth) => (
            <li key={file.path} className={file === clash ? 'sel' : ''}>
              <button type="button" aria-pressed={file === clash} title={shown(file.path)} onClick={() => setAt(nth)}>
                <Icon name={isPicture(file.path) ? 'image' : 'doc'} size="s" />
                <span className="grow cut">{nameOf(file.taken?.[0] ?? '')}</span>
                <span className="sm t3 cut hide-n">{nameOf(file.path)}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      <RunFoot
        note={t(`review.modes.${mode}`)}
        text={toRun === 0 ? t('review.runNone') : t('review.run', n(toRun))}
        off={toRun === 0}
        onRun={onRun}
        onClose={onBack}
        closeText={t('review.back')}
      />
    </>
  )
}

function Ways({ mode, onMode }: Pick<ConflictsProps, 'mode' | 'onMode'>) {
  const { t } = useTexts()
  const offered = ways.some((way) => way === mode) ? ways : ([...ways, mode] as const)
  return (
    <RadioGroup
      className="opt"
      aria-label={t('review.mode')}
      orientation="horizontal"
      value={mode}
      onChange={(way) => onMode(way as ConflictMode)}
    >
      {offered.map((way) => (
        <Radio key={way} value={way} className="opt-o">
          <span className={way === mode ? 'rd on' : 'rd'} />
          <span>
            <b>{t(`review.modes.${way}`)}</b>
            <small>{t(`review.clash.${way}`)}</small>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  )
}

function Both({ clash }: { clash: PlannedFile }) {
  const { t } = useTexts()
  const [there = ''] = clash.taken ?? []
  return (
    <div className="two">
      <Side label={t('review.there')} path={there} />
      <Side label={t('review.new')} path={clash.path} />
    </div>
  )
}

function Side({ label, path }: { label: string; path: string }) {
  const { addresses } = useFace()
  const [broken, setBroken] = useState('')
  return (
    <div>
      <p className="sm t3 two-h">{label}</p>
      <div className="cmp">
        {isPicture(path) && broken !== path ? (
          <img src={addresses.file(path, picturePx)} alt="" draggable={false} onError={() => setBroken(path)} />
        ) : (
          <span className="two-n">
            <Icon name="doc" />
          </span>
        )}
      </div>
      <p className="sm t2 two-h cut">{nameOf(path)}</p>
    </div>
  )
}
