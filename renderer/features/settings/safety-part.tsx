import { printRoute } from '../../app/route.ts'
import { useSettings } from '../../app/settings.tsx'
import { useAnswer } from '../../app/use-answer.ts'
import { useHost } from '../../app/use-host.ts'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { NumberSetting, Part, Setting } from './setting.tsx'

const dayChoices = [7, 30, 90, 365, null]
const vaultChoicesBytes = [null, 10e9, 50e9, 100e9, 500e9]
const pixelChoices = [50e6, 100e6, 250e6, 500e6]
const unpackedChoices = [0.5, 2, 8, 32].map((gib) => gib * 2 ** 30)
const ratioChoices = [200, 1_000, 5_000]
const entryChoices = [5_000, 20_000, 100_000, 1_000_000]

export function SafetyPart() {
  const { t } = useTexts()
  return (
    <Part id="safety">
      <Setting label={t('settings.originals')} why={t('settings.originalsWhy')} />
      <Setting label={t('settings.checked')} why={t('settings.checkedWhy')} />
      <Vault />
      <HarmfulFiles />
      <Folders />
    </Part>
  )
}

function Vault() {
  const { t, n, format } = useTexts()
  const { state, set } = useSettings()
  const totals = useAnswer('vault.list', { limit: 1 }).value?.totals
  const held =
    totals && totals.files > 0
      ? t('settings.vaultWhy', { ...n(totals.files), size: format.bytes(totals.bytes) })
      : t('settings.vaultEmpty')
  const vault = state?.settings.vault
  return (
    <>
      <Setting label={t('settings.vault')} why={held}>
        <a className="btn" href={printRoute({ screen: 'vault' })}>
          {t('settings.vaultShow')}
        </a>
      </Setting>
      <NumberSetting
        label={t('settings.vaultDays')}
        why={t('settings.vaultDaysWhy')}
        choices={dayChoices}
        value={vault?.maxAgeDays}
        text={(days) => (days === null ? t('settings.noLimit') : t('settings.days', n(days)))}
        onChange={(maxAgeDays) => set({ vault: { maxAgeDays } })}
      />
      <NumberSetting
        label={t('settings.vaultSize')}
        why={t('settings.vaultSizeWhy')}
        choices={vaultChoicesBytes}
        value={vault?.maxBytes}
        text={(bytes) => (bytes === null ? t('settings.noLimit') : format.bytes(bytes))}
        onChange={(maxBytes) => set({ vault: { maxBytes } })}
      />
    </>
  )
}

/** Files that grow beyond all measure once they are opened are refused before they are. */
function HarmfulFiles() {
  const { t, n, format } = useTexts()
  const { state, set } = useSettings()
  const limits = state?.settings.limits
  return (
    <>
      <NumberSetting
        label={t('settings.pixels')}
        why={t('settings.pixelsWhy')}
        choices={pixelChoices}
        value={limits?.maxPixels}
        text={(pixels) => t('settings.megapixels', n(Math.round((pixels ?? 0) / 1e6)))}
        onChange={(maxPixels) => maxPixels !== null && set({ limits: { maxPixels } })}
      />
      <NumberSetting
        label={t('settings.unpacked')}
        why={t('settings.unpackedWhy')}
        choices={unpackedChoices}
        value={limits?.maxUnpackedBytes}
        text={(bytes) => format.bytes(bytes ?? 0)}
        onChange={(maxUnpackedBytes) => maxUnpackedBytes !== null && set({ limits: { maxUnpackedBytes } })}
      />
      <NumberSetting
        label={t('settings.ratio')}
        why={t('settings.ratioWhy')}
        choices={ratioChoices}
        value={limits?.maxUnpackedRatio}
        text={(times) => t('settings.times', n(times ?? 0))}
        onChange={(maxUnpackedRatio) => maxUnpackedRatio !== null && set({ limits: { maxUnpackedRatio } })}
      />
      <NumberSetting
        label={t('settings.entries')}
        choices={entryChoices}
        value={limits?.maxEntries}
        text={(files) => t('frame.files', n(files ?? 0))}
        onChange={(maxEntries) => maxEntries !== null && set({ limits: { maxEntries } })}
      />
    </>
  )
}

function Folders() {
  const { t } = useTexts()
  const host = useHost()
  const roots = useAnswer('place.roots', {}).value?.roots
  return (
    <>
      <Setting label={t('settings.folders', { host })} why={t('settings.foldersWhy', { host })}>
        <span className="t2 sm">{roots?.length === 0 ? t('settings.noFolders') : ''}</span>
      </Setting>
      {(roots ?? []).map(({ title, path, access }) => (
        <Setting key={`${path} ${access}`} label={shown(title)} why={shown(path)}>
          <span className="t2 sm nowrap">{t(`settings.${access}`)}</span>
        </Setting>
      ))}
    </>
  )
}
