import { useSettings } from '../../app/settings.tsx'
import { useHost } from '../../app/use-host.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Slider } from '../../ui/slider.tsx'
import { NumberSetting, Part, SegmentedSetting, Setting } from './setting.tsx'

const mib = 2 ** 20
const leastMemoryMb = 512
const memoryStepMb = 256
const minuteMs = 60_000
const stallChoicesMs = [1, 5, 15, 60].map((minutes) => minutes * minuteMs)
const workerChoicesMb = [512, 1024, 2048, 4096, 8192]

export function PerformancePart() {
  const { t } = useTexts()
  const { state, set } = useSettings()
  const paces = (['full', 'quiet'] as const).map((key) => [key, t(`settings.paces.${key}`)] as const)
  return (
    <Part id="performance">
      <SegmentedSetting
        label={t('settings.pace')}
        why={t('settings.paceWhy')}
        options={paces}
        value={state?.settings.pace ?? 'full'}
        onChange={(pace) => set({ pace })}
      />
      <Room />
      <FileLimits />
    </Part>
  )
}

/** How much of the machine is used at most. */
function Room() {
  const { t, n, format } = useTexts()
  const host = useHost()
  const { state, set } = useSettings()
  if (!state) return null
  const { settings, machine } = state
  return (
    <>
      <Setting label={t('settings.cores')} why={t('settings.coresWhy', { ...n(machine.cores), host })}>
        <Slider
          label={t('settings.cores')}
          value={settings.cores}
          min={1}
          max={Math.max(machine.cores, settings.cores)}
          text={format.count}
          onCommit={(cores) => set({ cores })}
        />
      </Setting>
      <Setting label={t('settings.memory')} why={t('settings.memoryWhy')}>
        <Slider
          label={t('settings.memory')}
          value={settings.memoryMb}
          min={Math.min(leastMemoryMb, settings.memoryMb)}
          max={Math.max(machine.memoryMb, settings.memoryMb)}
          step={memoryStepMb}
          text={(memoryMb) => format.bytes(memoryMb * mib)}
          onCommit={(memoryMb) => set({ memoryMb })}
        />
      </Setting>
    </>
  )
}

/** What one file may take. */
function FileLimits() {
  const { t, format } = useTexts()
  const { state, set } = useSettings()
  const limits = state?.settings.limits
  return (
    <>
      <NumberSetting
        label={t('settings.workerMemory')}
        why={t('settings.workerMemoryWhy')}
        choices={workerChoicesMb}
        value={limits?.workerMemoryMb}
        text={(mb) => format.bytes((mb ?? 0) * mib)}
        onChange={(mb) => mb !== null && set({ limits: { workerMemoryMb: mb } })}
      />
      <NumberSetting
        label={t('settings.stall')}
        why={t('settings.stallWhy')}
        choices={stallChoicesMs}
        value={limits?.stallMs}
        text={(ms) => format.rough(ms ?? 0)}
        onChange={(ms) => ms !== null && set({ limits: { stallMs: ms } })}
      />
    </>
  )
}
