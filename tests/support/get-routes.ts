import type { Express } from 'express';

/** What express keeps of a router; it has no public list. */
interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle?: { readonly stack?: readonly Layer[] };
}

/** The patterns of all addresses the application answers to GET, such as `/studies/:id`. */
export function getRoutes(app: Express): string[] {
  return allRoutes(app).flatMap((route) => (route.startsWith('GET ') ? [route.slice('GET '.length)] : []));
}

/** Every route of the application: method and pattern, such as `POST /studies/:id/pause`. */
export function allRoutes(app: Express): string[] {
  const { stack } = app.router as unknown as { stack: readonly Layer[] };
  return routesIn(stack);
}

function routesIn(layers: readonly Layer[]): string[] {
  return layers.flatMap(({ route, handle }) => {
    if (!route) return routesIn(handle?.stack ?? []);
    return Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`);
  });
}
