require('../support/suites').together('reports');
