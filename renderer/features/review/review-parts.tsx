import type { ReactNode } from 'react'
import { conflictModes, type ConflictMode } from '../../../contract/recipe.ts'
import { iconOf, type KnownRecipe } from '../../app/recipes.tsx'
import { folderAround } from '../../state/own-folder.ts'
import { nameOf, shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { DialogTitle } from '../../ui/dialog.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PopUp } from '../../ui/pop-up.tsx'

/** A line of the sheet: what, why, and a control or a figure at the right. */
export function Line({
  look,
  what,
  why,
  children,
}: {
  look?: 'warn' | 'bad'
  what: ReactNode
  why?: ReactNode
  children?: ReactNode
}) {
  return (
    <div className="sr">
      <div>
        <span className={look ? `lbl ${look}` : 'lbl'}>{what}</span>
        {why ? <p className="any">{why}</p> : null}
      </div>
      {children}
    </div>
  )
}

export function ReviewHead({ recipe, title, from }: { recipe: KnownRecipe; title: string; from: string }) {
  return (
    <div className="row g3">
      <Glyph name={iconOf(recipe)} look="accent" />
      <div className="grow">
        <DialogTitle>{title}</DialogTitle>
        <p className="t2 sm cut">{from}</p>
      </div>
    </div>
  )
}

/** What becomes of a name that is taken. */
export function ConflictChoice({ value, onChange }: { value: ConflictMode; onChange: (mode: ConflictMode) => void }) {
  const { t } = useTexts()
  const options = conflictModes.map((mode) => [mode, t(`review.modes.${mode}`)] as const)
  return <PopUp label={t('review.mode')} options={options} value={value} onChange={onChange} />
}

export function PlaceLine({ out, why, onPickOut }: { out: string; why: string; onPickOut: () => void }) {
  const { t } = useTexts()
  return (
    <Line what={out === '' ? t('home.noFolder') : t('review.place', { folder: calledAs(out) })} why={why}>
      <Button size="small" onClick={onPickOut}>
        {t('review.other')}
      </Button>
    </Line>
  )
}

export function RoomLine({ what, needBytes, freeBytes }: { what: string; needBytes: number; freeBytes: number }) {
  const { t, format } = useTexts()
  const tight = needBytes > freeBytes
  return (
    <Line
      {...(tight ? { look: 'warn' as const } : {})}
      what={what}
      why={t('review.roomWhy', { need: format.bytes(needBytes), free: format.bytes(freeBytes) })}
    >
      {tight ? (
        <span className="warn row g1 nowrap">
          <Icon name="alert" size="s" />
          {t('review.tight')}
        </span>
      ) : (
        <span className="ok row g1 nowrap">
          <Icon name="check" size="s" />
          {t('review.enough')}
        </span>
      )}
    </Line>
  )
}

/** `1,102 JPEG, 168 HEIC, 14 PNG`: the kinds of files by how many there are; what is of none of those, or has no ending, is counted together. */
export function useKinds(): (kinds: ReadonlyMap<string, number>) => string {
  const { t, n, format } = useTexts()
  return (kinds) => {
    const sorted = [...kinds].filter(([kind]) => kind !== '').toSorted(([, a], [, b]) => b - a)
    const parts = sorted.slice(0, kindsMost).map(([kind, count]) => `${format.count(count)} ${kind}`)
    const others = sorted.slice(kindsMost).reduce((sum, [, count]) => sum + count, kinds.get('') ?? 0)
    return format.list(others > 0 && parts.length > 0 ? [...parts, t('review.others', n(others))] : parts)
  }
}

const kindsMost = 4

/** By its own name; what was sent has its folder in another, without which nobody would find it. */
function calledAs(out: string): string {
  const around = folderAround(out)
  return around === out ? nameOf(out) : shown(out.slice(around.length + 1))
}
