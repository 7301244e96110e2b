import type uPlot from 'uplot'
import type { HistorySum } from '../../../contract/history-commands.ts'
import type { Format } from '../../texts/format.ts'
import { type ChartSpec, colour } from './chart.tsx'
import type { PaceCurve } from './pace-curve.ts'
import { clocksOf, ticksIn } from './ticks.ts'

const axisFont = '11px system-ui, sans-serif'
/** Beside the bars: the scale, and a margin. */
const scaleRoomPx = 72
const barWidth = [0.74, 28] as const
const rounded = 0.12
const areaOpacity = '22'

interface Scale {
  /** Bytes of one of the unit that the scale is written in. */
  unitBytes: number
}

/** Bars, one a day or month; the last one is the present, and stands out. */
export function savedSpec(
  buckets: readonly HistorySum[],
  {
    starts,
    tick,
    unitBytes,
    format,
  }: Scale & { starts: readonly number[]; tick: (atMs: number) => string; format: Format },
): ChartSpec {
  const values = buckets.map(({ savedBytes }) => savedBytes / unitBytes)
  const last = values.map((value, nth) => (nth === values.length - 1 ? value : null))
  const earlier = values.map((value, nth) => (nth === values.length - 1 ? null : value))
  const at = values.map((_, nth) => nth)
  return {
    data: [at, earlier, last],
    options: (plot) => {
      const bars = plot.paths.bars?.({ size: [...barWidth], radius: rounded })
      const series = (fill: string): uPlot.Series => ({
        fill,
        width: 0,
        points: { show: false },
        ...(bars ? { paths: bars } : {}),
      })
      return {
        ...still,
        scales: {
          x: { time: false, range: [-0.6, values.length - 0.4] },
          y: { range: (_, __, most) => [0, nice(most)] },
        },
        series: [{}, series(colour('--accent-soft')), series(colour('--accent'))],
        hooks: { draw: [(drawn) => label(drawn, values.length - 1, format.rate(values.at(-1) ?? 0))] },
        axes: [
          {
            ...axis(),
            size: 28,
            grid: { show: false },
            splits: ({ width }) => ticksIn(width - scaleRoomPx, values.length),
            values: (_, splits) => splits.map((nth) => tick(starts[nth] ?? 0)),
          },
          { ...axis(), size: 44, values: (_, splits) => splits.map((value) => format.rate(value).replace(/\D0$/, '')) },
        ],
      }
    },
  }
}

/** How fast files went over the time of one batch. */
export function paceSpec({ speeds }: PaceCurve, format: Format): ChartSpec {
  return {
    data: [speeds.map(({ atMs }) => atMs / 1000), speeds.map(({ files }) => files)],
    options: () => ({
      ...still,
      scales: { y: { range: (_, __, most) => [0, nice(most)] } },
      series: [
        {},
        {
          stroke: colour('--accent'),
          fill: `${colour('--accent')}${areaOpacity}`,
          width: 1.5,
          points: { show: false },
        },
      ],
      axes: [
        {
          ...axis(),
          size: 28,
          grid: { show: false },
          splits: () => ends(speeds.map(({ atMs }) => atMs / 1000)),
          values: (_, splits) =>
            clocksOf(
              splits.map((s) => s * 1000),
              format,
            ),
        },
        { ...axis(), size: 44, values: (_, splits) => splits.map((value) => format.number(value)) },
      ],
    }),
  }
}

/** Nothing to point at: every figure stands beside the drawing. */
const still = {
  legend: { show: false },
  cursor: { show: false },
  padding: [18, 28, 0, 0],
} satisfies Partial<uPlot.Options>

const labelFont = '600 11px system-ui, sans-serif'
const labelGapPx = 6

/** The figure of the present, over its bar. */
function label(drawn: uPlot, at: number, text: string): void {
  const { ctx, data } = drawn
  const value = data[2]?.[at] ?? 0
  ctx.save()
  ctx.font = labelFont.replace('11px', `${11 * devicePixelRatio}px`)
  ctx.fillStyle = colour('--text-1')
  ctx.textAlign = 'center'
  ctx.fillText(text, drawn.valToPos(at, 'x', true), drawn.valToPos(value, 'y', true) - labelGapPx * devicePixelRatio)
  ctx.restore()
}

function axis(): uPlot.Axis {
  return {
    stroke: colour('--text-3'),
    font: axisFont,
    ticks: { show: false },
    grid: { stroke: colour('--line'), width: 1 },
  }
}

/** A quarter in from both ends and the middle: the words of an end would be cut off. */
function ends(values: readonly number[]): number[] {
  return [0.1, 0.5, 0.9].flatMap((share) => values.slice(Math.floor((values.length - 1) * share)).slice(0, 1))
}

/** The end of a scale above the highest value. */
function nice(most: number): number {
  if (!(most > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(most))
  return ([1, 2, 3, 4, 5, 8, 10].find((step) => step * power >= most) ?? 10) * power
}
