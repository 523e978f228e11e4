require('../support/suites').together('jobs');
