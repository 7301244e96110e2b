import type { Recipe } from '../../../contract/recipe.ts'
import { sketchOf, type SketchTile } from '../../state/recipe-sketch.ts'
import './recipe-picture.css'

const height = 40
const sideFull = 30

/** What a recipe does, drawn: what goes in, what comes out. Says nothing that the words beside it do not say. */
export function RecipePicture({ recipe, className = '' }: { recipe: Recipe | null; className?: string }) {
  if (!recipe) return <svg className={`rpic ${className}`} viewBox="0 0 96 40" aria-hidden="true" />
  const { from, many, to } = sketchOf(recipe)
  return (
    <svg className={`rpic ${className}`} viewBox="0 0 96 40" aria-hidden="true">
      {many ? <Tile tile={{ ...from, scale: 0.8 }} x={5} dy={-3} /> : null}
      <Tile tile={{ ...from, scale: many ? 0.8 : from.scale }} x={2} dy={many ? 3 : 0} />
      <path className="rpic-a" d="M37 20h11M44.5 16.5 48 20l-3.5 3.5" />
      {to.map((tile, nth) => (
        <Tile key={nth} tile={tile} x={to.length > 1 ? 53 + nth * (to.length > 2 ? 13 : 18) : 56} dy={0} />
      ))}
    </svg>
  )
}

function Tile({ tile, x, dy }: { tile: SketchTile; x: number; dy: number }) {
  const high = sideFull * tile.scale * (tile.square || isTall(tile) ? 0.95 : 0.78)
  const wide = tile.square ? high : isTall(tile) ? high * 0.76 : sideFull * tile.scale * 1.05
  const y = (height - high) / 2 + dy
  return (
    <g transform={`translate(${x} ${y.toFixed(1)})`} className={tile.grey ? 'rpic-t rpic-grey' : 'rpic-t'}>
      {tile.filed ? (
        <path
          className="rpic-f"
          d={`M-2 -3.5h6l2 2h${(wide - 4).toFixed(1)}v${(high + 3).toFixed(1)}h-${(wide + 4).toFixed(1)}z`}
        />
      ) : null}
      <rect className="rpic-p" width={wide} height={high} rx="2.5" />
      <Inside tile={tile} wide={wide} high={high} />
      {tile.label ? <Label text={tile.label} x={wide / 2} y={high} /> : null}
    </g>
  )
}

const isTall = ({ shape }: SketchTile): boolean => shape === 'page' || shape === 'file' || shape === 'list'

interface InsideProps {
  tile: SketchTile
  wide: number
  high: number
}

function Inside({ tile: { shape, framed, marked }, wide, high }: InsideProps) {
  if (shape === 'photo') {
    const inset = framed ? 4 : 0
    return (
      <svg
        x={inset}
        y={inset}
        width={wide - inset * 2}
        height={high - inset * 2}
        viewBox="0 0 32 24"
        preserveAspectRatio="xMidYMid slice"
      >
        <rect className="rpic-sky" width="32" height="24" />
        <circle className="rpic-sun" cx="22" cy="8" r="3" />
        <path className="rpic-far" d="M0 15C6 9 10 11 15 14s10 1 17-3v13H0z" />
        <path className="rpic-near" d="M0 19c8-4 13 0 19-1s9-2 13-1v7H0z" />
        {marked ? <path className="rpic-mark" d="M20 20h9" /> : null}
      </svg>
    )
  }
  if (shape === 'box')
    return <path className="rpic-l" d={`M0 ${high * 0.3}h${wide}M${wide / 2 - 2} ${high * 0.3}v4h4v-4`} />
  if (shape === 'lock')
    return (
      <path
        className="rpic-l"
        d={`M${wide / 2 - 3} ${high / 2}h6v5h-6zM${wide / 2 - 2} ${high / 2}v-2a2 2 0 0 1 4 0v2`}
      />
    )
  if (shape === 'table')
    return <path className="rpic-l" d={`M0 ${high / 3}h${wide}M0 ${(high * 2) / 3}h${wide}M${wide / 2.5} 0v${high}`} />
  if (shape === 'film') return <path className="rpic-l" d={`M${wide / 2 - 3} ${high / 2 - 4}l7 4-7 4z`} />
  return (
    <path className="rpic-l" d={[0.25, 0.42, 0.6].map((at) => `M${wide * 0.2} ${high * at}h${wide * 0.6}`).join('')} />
  )
}

function Label({ text, x, y }: { text: string; x: number; y: number }) {
  const wide = text.length * 4.6 + 5
  return (
    <g transform={`translate(${(x - wide / 2).toFixed(1)} ${(y - 6).toFixed(1)})`}>
      <rect className="rpic-lb" width={wide} height="9" rx="2" />
      <text className="rpic-lt" x={wide / 2} y="6.8">
        {text}
      </text>
    </g>
  )
}
