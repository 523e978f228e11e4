import type { ReportBody } from '../page/report-body';
import { plotStyles, writeSvg } from '../plots/write-svg';
import type { ReportFile } from './report-file';
import { readStyles } from './styles';

/** Every plot of a report as a drawing of its own. */
export function figureFiles(body: ReportBody): readonly ReportFile[] {
  return body.sections
    .flatMap(({ plots }) => plots)
    .map((plot) => ({
      key: `figure-${plot.key}`,
      name: `figure-${plot.key}.svg`,
      says: plot.title,
      contentType: 'image/svg+xml; charset=utf-8',
      needsRatings: false,
      async *write() {
        yield writeSvg(plot, plotStyles(await readStyles(['tokens']), await readStyles(['plots'])));
      },
    }));
}
