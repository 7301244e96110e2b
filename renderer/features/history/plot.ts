import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'

/** In a file of its own, so that it is fetched with the first chart and not before. */
export const plot = uPlot
