import { useEffect, useState } from 'react'
import { prefer } from '../../app/preferences.ts'
import { useRecipes } from '../../app/recipes.tsx'
import { useRunDesk } from '../../app/run-desk.ts'
import { useSettings } from '../../app/settings.tsx'
import { useStart } from '../../app/start-context.ts'
import { useHost } from '../../app/use-host.ts'
import { goTo } from '../../app/use-route.ts'
import { useTellFault } from '../../app/use-tell-fault.ts'
import type { OfferedFile } from '../../state/send-file.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { makeSamples, sampleCount } from './make-samples.ts'
import { WelcomeFlow } from './welcome-flow.tsx'
import './welcome.css'

const mib = 2 ** 20
/** Small, quick, and harmless: originals stay where they are. */
const sampleRecipe = 'web-ready-images'

/** What a newcomer sees first: what Millrace does, what it never does, and a way to try it without own files. */
export function Welcome() {
  const { t, n } = useTexts()
  const { trying, tryIt } = useTrial()
  useEffect(() => prefer({ welcomed: true }), [])
  return (
    <main className="onb">
      <div className="l">
        <div className="in">
          <Glyph name="wheel" look="accent" size="large" />
          <h1>
            {t('welcome.title')}
            <br />
            {t('welcome.title2')}
          </h1>
          <p className="t2">{t('welcome.lead')}</p>
          <Facts />
          <div className="row g3 wrap onb-b">
            <Button look="primary" size="large" autoFocus aria-busy={trying} disabled={trying} onClick={tryIt}>
              {trying ? t('welcome.painting') : t('welcome.tryIt', n(sampleCount))}
            </Button>
            <Button size="large" onClick={() => goTo({ screen: 'home' })}>
              {t('welcome.own')}
            </Button>
          </div>
          <p className="sm t3">{t('welcome.tryWhy')}</p>
        </div>
      </div>
      <WelcomeFlow />
    </main>
  )
}

function Facts() {
  const { t, n, format } = useTexts()
  const host = useHost()
  const { state } = useSettings()
  const facts: [IconName, string, string][] = [
    ['shield', t('welcome.originals'), t('welcome.originalsWhy')],
    [
      'cpu',
      state
        ? t('welcome.workers', { ...n(state.settings.cores), memory: format.bytes(state.settings.memoryMb * mib) })
        : t('welcome.allCores'),
      t('welcome.workersWhy'),
    ],
    ['lock', t('welcome.private', { host }), t('welcome.privateWhy')],
  ]
  return (
    <ul>
      {facts.map(([icon, title, why]) => (
        <li key={icon}>
          <Icon name={icon} />
          <span>
            <b>{title}</b>
            <small>{why}</small>
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Paints the samples and runs them; where no folder for results is known yet, the sheet asks for one. */
function useTrial(): { trying: boolean; tryIt: () => void } {
  const { t } = useTexts()
  const [trying, setTrying] = useState(false)
  const { out, offer, recipe: chosen } = useRunDesk()
  const tellFault = useTellFault('welcome')
  const { start } = useStart()
  const recipe = useRecipes()?.find(({ row }) => row.name === sampleRecipe) ?? chosen
  const tryIt = () => {
    setTrying(true)
    const folder = t('welcome.folder')
    const name = (nth: number) => `${folder}/${t('welcome.photo', { nth: String(nth).padStart(2, '0') })}.jpg`
    const give = (files: OfferedFile[]) => {
      const made = { kind: 'files', title: folder, files, unreadable: 0 } as const
      if (recipe && out !== '') start({ offer: made, recipe, out, conflict: undefined, again: false })
      else offer(made, recipe?.row.name)
    }
    void makeSamples(name)
      .then(give, tellFault)
      .finally(() => setTrying(false))
  }
  return { trying, tryIt }
}
