require('../support/suites').together('questions');
