import { reportBody } from '../page/report-body';
import { plotStyles, writeSvg } from '../plots/write-svg';
import type { Report } from '../report';
import type { ReportFile } from './report-file';
import { readStyles } from './styles';

/** Every plot of a report as a drawing of its own. */
export function figureFiles(report: Report): readonly ReportFile[] {
  return reportBody(report)
    .sections.flatMap(({ plots }) => plots)
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
