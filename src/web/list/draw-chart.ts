import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from 'chart.js';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

/** Draws horizontal bars in the colours of the page; returns a function that removes them. */
export function drawChart(canvas: HTMLCanvasElement, labels: string[], values: number[]): () => void {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const chart = new Chart(canvas, {
    type: 'bar',
    data: {
      labels,
      datasets: [{ data: values, backgroundColor: colour('--accent'), borderRadius: 4, maxBarThickness: 20 }],
    },
    options: {
      indexAxis: 'y',
      maintainAspectRatio: false,
      animation: false,
      font: { family: getComputedStyle(document.body).fontFamily },
      plugins: { legend: { display: false } },
      scales: {
        x: { grid: { color: colour('--line') }, ticks: { color: colour('--muted'), maxTicksLimit: 5 } },
        y: {
          grid: { display: false },
          ticks: { color: colour('--ink'), autoSkip: false, callback: (_, index) => shorten(labels[index] ?? '') },
        },
      },
    },
  });
  return () => chart.destroy();
}

/** Shortens a long name in the middle, because names of products differ at the end. */
function shorten(label: string): string {
  const wide = (label.match(/[\u3000-\u9fff]/g) ?? []).length > label.length / 2;
  const [most, head, tail] = wide ? [11, 4, 6] : [22, 12, 9];
  return label.length > most ? `${label.slice(0, head)}…${label.slice(-tail)}` : label;
}
