require('../support/suites').together('studies');
